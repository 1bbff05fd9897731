import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { writeJson } from './report-json.ts';
import { finding, poisonedRun, sampleRun, sampleRuns } from './sample.test-support.ts';

const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')) as JsonObject;

// The published schema lets later versions add members; here every member must be one that it describes.
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, closed(member)]);
  return {
    ...Object.fromEntries(members),
    ...(isObject(value['properties']) ? { additionalProperties: false } : {}),
  };
}

function errors(text: string): unknown {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  formatsPlugin.default(ajv);
  const validate = ajv.compile(closed(schema) as JsonObject);
  validate(JSON.parse(text));
  return validate.errors;
}

describe('report.json', () => {
  it.each([
    { name: 'a run without findings', runs: [sampleRun(0)] },
    { name: 'a run with 500 findings', runs: [sampleRun(500)] },
    { name: 'a run without a reply', runs: [withoutReply()] },
    { name: 'several runs', runs: sampleRuns() },
    { name: 'no run', runs: [] },
    { name: 'poison', runs: [poisonedRun()] },
  ])('of $name fits its schema', ({ runs }) => {
    expect(errors(writeJson(runs))).toBeNull();
  });

  it('is the run itself for one contract and a set for several', () => {
    expect(JSON.parse(writeJson([sampleRun(5)]))).toEqual(sampleRun(5));
    expect(JSON.parse(writeJson(sampleRuns()))).toMatchObject({ schemaVersion: '1', runs: sampleRuns() });
  });

  it('has the same bytes whoever made the objects, and nothing that the schema does not know', () => {
    const run = sampleRun(2);
    const turned = Object.fromEntries(Object.entries(run).toReversed()) as unknown as typeof run;
    const findings = run.findings.map((each) => ({
      ...Object.fromEntries(Object.entries(each).toReversed()),
      secret: 1,
    }));
    const strange = { ...turned, findings: findings as unknown as typeof run.findings };

    expect(writeJson([strange])).toBe(writeJson([run]));
  });

  it('describes every member', () => {
    const undescribed: string[] = [];
    const walk = (value: Json, at: string): void => {
      if (!isObject(value)) return;
      for (const [name, member] of Object.entries(isObject(value['properties']) ? value['properties'] : {})) {
        if (isObject(member) && !('$ref' in member) && !('description' in member))
          undescribed.push(`${at}/${name}`);
        walk(member, `${at}/${name}`);
      }
      if (isObject(value['items'])) walk(value['items'], `${at}/items`);
    };
    for (const [name, part] of Object.entries(schema['$defs'] as JsonObject)) walk(part, name);

    expect(undescribed).toEqual([]);
  });
});

function withoutReply() {
  const response = { status: null, headers: [], body: null, failure: 'timeout after 30 s' };
  const run = sampleRun(1);
  return { ...run, findings: [finding(0, { response, instance: null, keyword: null })] };
}
