/** The four products as their hand-written servers serve them, with what a user of each would set. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faults, HandServer, Reading } from '../servers/hand-server.ts';
import { pceCredentials, pceLabelHrefs, pceReader, startPce } from '../servers/illumio-pce.ts';
import {
  NSX_AUDITOR_PASSWORD,
  NSX_AUDITOR_USERNAME,
  NSX_PASSWORD,
  NSX_USERNAME,
  startNsx,
} from '../servers/nsx-sensor.ts';
import { pamCredentials, startPam } from '../servers/senhasegura-pam.ts';
import {
  SRM_PASSWORD,
  SRM_REAL_PAIRING,
  SRM_REMOTE_PASSWORD,
  SRM_REMOTE_USERNAME,
  SRM_USERNAME,
  startSrm,
} from '../servers/vmware-srm.ts';

/** A product under one way to log in and one set of site values. */
export interface Product {
  readonly name: string;
  /** Folder under specs/. */
  readonly contract: string;
  /** Overlay under versions/, without its ending. */
  readonly version?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly start: (options: { reading: Reading; faults?: Faults }) => Promise<HandServer>;
}

/** A folder for what runs read and write, outside of the tree. */
export const SCRATCH = mkdtempSync(join(tmpdir(), 'assay-products-'));

const PAIRING_FILE = join(SCRATCH, 'pairing.json');
writeFileSync(PAIRING_FILE, JSON.stringify(SRM_REAL_PAIRING));

const pceEnv = {
  PCE_API_KEY: pceCredentials.apiKey,
  PCE_API_SECRET: pceCredentials.apiSecret,
  PCE_READONLY_API_KEY: pceReader.apiKey,
  PCE_READONLY_API_SECRET: pceReader.apiSecret,
  PCE_ORG_ID: '1',
};
const oauth2 = { PAM_CLIENT_ID: pamCredentials.clientId, PAM_CLIENT_SECRET: pamCredentials.clientSecret };
const oauth1 = {
  PAM_CONSUMER_KEY: pamCredentials.consumerKey,
  PAM_CONSUMER_SECRET: pamCredentials.consumerSecret,
  PAM_TOKEN: pamCredentials.token,
  PAM_TOKEN_SECRET: pamCredentials.tokenSecret,
};
const domain = { PAM_DEVICE_DOMAIN: 'senhasegura.lab' };
const srmEnv = {
  SRM_USERNAME,
  SRM_PASSWORD,
  SRM_REMOTE_USERNAME,
  SRM_REMOTE_PASSWORD,
};

/** NSX sensors without an overlay, which is what holds in 5.1 and 5.2. */
export const NSX: Product = {
  name: 'nsx-sensor',
  contract: 'nsx-sensor',
  env: {
    NSX_USERNAME,
    NSX_PASSWORD,
    NSX_READONLY_USERNAME: NSX_AUDITOR_USERNAME,
    NSX_READONLY_PASSWORD: NSX_AUDITOR_PASSWORD,
  },
  start: startNsx,
};

/** The PCE with labels; one of each type, as its README asks. */
export const PCE: Product = {
  name: 'illumio-pce',
  contract: 'illumio-pce',
  env: { ...pceEnv, PCE_LABEL_HREFS: pceLabelHrefs.slice(0, 4).join(',') },
  start: startPce,
};

/** PAM Core by OAuth 2.0 with a registered domain. */
export const PAM: Product = {
  name: 'senhasegura-pam',
  contract: 'senhasegura-pam',
  env: { ...oauth2, ...domain },
  start: startPam,
};

/** SRM with a pairing that succeeds. */
export const SRM: Product = {
  name: 'vmware-srm',
  contract: 'vmware-srm',
  env: { ...srmEnv, SRM_PAIRING_SPEC: PAIRING_FILE },
  start: startSrm,
};

/** SRM where nobody gives a pairing, so that tasks end in ERROR. */
export const SRM_WITHOUT_SPEC: Product = { ...SRM, name: 'vmware-srm without a pairing spec', env: srmEnv };

/** The products as most sites would run them. */
export const PRODUCTS: readonly Product[] = [NSX, PCE, PAM, SRM];

/** Other logins, other site values and the overlays. */
export const VARIANTS: readonly Product[] = [
  { ...NSX, name: 'nsx-sensor 5.1', start: (options) => startNsx({ ...options, version: '5.1' }) },
  { ...NSX, name: 'nsx-sensor with overlay 5.2', version: '5.2' },
  { ...PCE, name: 'illumio-pce without labels', env: pceEnv },
  { ...PAM, name: 'senhasegura-pam by OAuth 1.0, HMAC-SHA1', env: { ...oauth1, ...domain } },
  {
    ...PAM,
    name: 'senhasegura-pam by OAuth 1.0, HMAC-SHA256',
    env: { ...oauth1, ...domain, PAM_SIGNATURE_METHOD: 'HMAC-SHA256' },
  },
  { ...PAM, name: 'senhasegura-pam without a domain', env: oauth2 },
  {
    ...PAM,
    name: 'senhasegura-pam with overlay 4',
    version: '4',
    start: (options) => startPam({ ...options, prefix: '/api' }),
  },
  SRM_WITHOUT_SPEC,
];

/** How the servers read what the documents leave open. */
export const READINGS: readonly Reading[] = ['strict', 'lenient'];
