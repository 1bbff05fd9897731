import { parse } from '@marcbachmann/cel-js';
import { describe, expect, it } from 'vitest';
import { isSteady } from './cel-effort.ts';

describe('a rule', () => {
  it.each([
    'self.count == size(self.items) && !has(self.gone)',
    'self.state in ["done", "failed"] ? self.end != null : timestamp(self.start) < timestamp(self.end)',
    'self.href.startsWith("/orgs/" + string(request.path.id)) && int(headers["x-total"]) >= 1',
    'self.text.contains(string(status))',
    'self.text.contains("of ") && self.text.split(" ")[0] == "1"',
    'self.text.matches("^[0-9]+ devices? found$")',
    String.raw`self.text.matches("^[A-Z]\\d{1,15}\\.x$")`,
  ])('takes no more time than its values are long: %s', (text) => {
    expect(isSteady(parse(text).ast)).toBe(true);
  });

  it.each([
    'self.items.all(item, item.id != "")',
    'self.items.map(item, self.items).size() == 1',
    'cel.bind(x, self.text + self.text, x == "")',
    'self.text.contains(self.other)',
    'self.text.contains(string(self.other))',
    'self.text.split(self.other)[0] == ""',
    'self.text.matches(self.other)',
    'self.text.matches("^(a+)+$")',
    'self.text.matches("^a*a*b$")',
    'self.text.matches("a+b$")',
    'self.text.matches("^a+|b+$")',
    String.raw`self.text.matches("^(a)\\1+$")`,
    'has(self.a) && !(self.text.lowerAscii().matches("(a|a)*b") || false)',
  ])('may take more: %s', (text) => {
    expect(isSteady(parse(text).ast)).toBe(false);
  });
});
