import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../model/run.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { conducted, PATIENT } from './conducted.ts';
import { PCE_FAULTS } from './faults/illumio-pce.ts';
import { NSX_RULE_FAULTS, PAM_RULE_FAULTS, PCE_RULE_FAULTS, SRM_RULE_FAULTS } from './faults/invariants.ts';
import { NSX_LIST_FAULTS, PCE_LIST_FAULTS, SRM_LIST_FAULTS } from './faults/lists.ts';
import { NSX_FAULTS } from './faults/nsx-sensor.ts';
import { PAM_FAULTS } from './faults/senhasegura-pam.ts';
import { SRM_FAULTS } from './faults/vmware-srm.ts';
import type { Planted } from './planting.ts';
import { NSX, PAM, PCE, type Product, SRM } from './product-table.ts';

const planted: readonly [Product, readonly Planted[]][] = [
  [NSX, [...NSX_FAULTS, ...NSX_LIST_FAULTS, ...NSX_RULE_FAULTS]],
  [PCE, [...PCE_FAULTS, ...PCE_LIST_FAULTS, ...PCE_RULE_FAULTS]],
  [PAM, [...PAM_FAULTS, ...PAM_RULE_FAULTS]],
  [SRM, [...SRM_FAULTS, ...SRM_LIST_FAULTS, ...SRM_RULE_FAULTS]],
];

// Another part of each product's: every fourth, and for every change one of sixteen.
const SHARE = { few: 16, sample: 4, whole: 1 }[PROOF_SIZE];

for (const [place, [product, all]] of planted.entries()) {
  const faults = all.filter((_, index) => index % SHARE === place % SHARE);
  describe.concurrent(`a departure of ${product.name}`, PATIENT, () => {
    for (const { title, faults: tampering, only, reading, finding: wanted, product: other } of faults) {
      it(`is found: ${title}`, async () => {
        const { run } = await conducted(other ?? product, {
          faults: tampering,
          ...(only ? { only } : {}),
          ...(reading ? { reading } : {}),
        });

        const { level = 'must' } = wanted;
        if (level === 'must') expect(run).toMatchObject({ verdict: 'not-conformant', exitCode: 1 });
        const found = run.findings.find((finding) => isOf(finding, wanted));
        expect(found, run.findings.map(told).join('\n')).toMatchObject({ level });
        expect(found?.pointer.endsWith(wanted.pointer), found?.pointer).toBe(true);
        expect(found?.source.file).toBe(`specs/${product.contract}/openapi.yaml`);
        // What an operation is for binds as hard as the operation; the row of the resource may be weaker.
        expect(found?.source.basis).toMatch(
          /^resource-|-invariant-/.test(wanted.check) ? /documented|corroborated/ : /documented/,
        );
        expect(found?.source.document).toMatch(/\w/);
        expect(found?.source.at).not.toMatch(/^line \d+$/);
        expect(lineOf(found)).toMatch(/\S/);
      });
    }
  });
}

function isOf({ check, operation, keyword, pointer }: Finding, wanted: Planted['finding']): boolean {
  const isPlace = pointer.endsWith(wanted.pointer);
  return check === wanted.check && operation === wanted.operation && keyword === wanted.keyword && isPlace;
}

function told({ level, check, operation, pointer, keyword }: Finding): string {
  return [level, check, operation, pointer, keyword].join(' ');
}

/** The line of the contract that a finding cites. */
function lineOf(finding: Finding | undefined): string {
  if (!finding) return '';
  const lines = readFileSync(new URL(`../../${finding.source.file}`, import.meta.url), 'utf8').split('\n');
  return lines[finding.source.line - 1] ?? '';
}
