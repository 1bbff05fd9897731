import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { compile } from '../contract/compile.ts';
import { budgetOf } from '../plan/options.ts';
import { repliesOf } from '../servers/twin/twin-replies.ts';
import { benchFor } from './bench.ts';
import { requestMutants } from './families/request-mutants.ts';
import { tryMutant } from './trial.ts';

test.each((process.env.C ?? 'illumio-pce').split(','))(
  '%s',
  async (name) => {
    const contract = compile({ file: `specs/${name}/openapi.yaml` });
    const { mutants, unmade } = requestMutants({ contract, replies: repliesOf(contract) });
    console.log(name, 'mutants', mutants.length, 'unmade', unmade.length);
    const bench = benchFor(contract, { seed: 1, budget: budgetOf('normal'), reading: 'strict' });
    const base = await bench.try(undefined, undefined, () => false);
    console.log('baseline', base.findings.length, base.exchanges);
    const t = performance.now();
    const out = [];
    const counts = {};
    for (const m of mutants) {
      const a = performance.now();
      const v = await tryMutant(bench, m, new Set(base.findings.map((f) => f.fingerprint)));
      const own = v.by.some(({ check }) => check === m.check);
      const key = v.outcome + (v.outcome === 'killed' && !own ? ' by another' : '');
      counts[key] = (counts[key] ?? 0) + 1;
      if (key !== 'killed')
        out.push(
          key + ' ' + m.id + ' ' + m.check + ' <- ' + v.by.map((k) => k.check) + ' departed ' + v.departed,
        );
    }
    console.log(
      counts,
      Math.round(performance.now() - t),
      'ms',
      Math.round((performance.now() - t) / mutants.length),
      'ms each',
    );
    writeFileSync(`/tmp/wt/proof-${name}.txt`, out.join('\n'));
  },
  3600000,
);
