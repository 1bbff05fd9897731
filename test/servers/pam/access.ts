/** Who may come in: OAuth 2.0 client credentials and the tokens given for them, or an OAuth 1.0 signature. */
import { randomBytes } from 'node:crypto';
import type { Faults, HandReply, HandRequest, Reading } from '../hand-server.ts';
import { unauthorized } from './envelope.ts';
import { isForm, type OAuth1Keys, OAuth1Verifier } from './oauth1.ts';

/** The credentials of the one application that is registered. */
export interface PamCredentials extends OAuth1Keys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Decides over requests and gives tokens. */
export class Access {
  readonly #reading: Reading;
  readonly #faults: Faults;
  readonly #credentials: PamCredentials;
  readonly #signatures: OAuth1Verifier;
  /** When each token that was given ends. */
  readonly #tokens = new Map<string, number>();

  constructor(reading: Reading, credentials: PamCredentials, faults: Faults) {
    this.#reading = reading;
    this.#faults = faults;
    this.#credentials = credentials;
    this.#signatures = new OAuth1Verifier(credentials);
  }

  /** Answers the refusal of a request, or nothing when it may pass. */
  refuse(request: HandRequest): HandReply | undefined {
    if (this.#faults.letsAnyoneIn) return undefined;
    const authorization = request.headers.authorization ?? '';
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (token !== undefined && (this.#tokens.get(token) ?? 0) > Date.now()) return undefined;
    const complaint = /^OAuth\s/i.test(authorization)
      ? this.#signatures.complaint(request)
      : 'You are not authorized to access this resource.';
    return complaint === undefined ? undefined : unauthorized(this.#reading, complaint);
  }

  /** The token endpoint; errors are those of RFC 6749, as the vendor documents only texts. */
  issue(request: HandRequest): HandReply {
    const strict = this.#reading === 'strict';
    const parameters = new URLSearchParams(request.body.toString());
    // A parameter in a JSON body is not known here: the documents have a form only.
    if (!isForm(request) || !this.#isGrant(parameters)) return oauthError(400, 'unsupported_grant_type');
    if (!this.#faults.letsAnyoneIn && !this.#isClient(parameters, request)) {
      return strict
        ? unauthorized(this.#reading, 'Client authentication failed')
        : oauthError(401, 'invalid_client');
    }
    const token = randomBytes(24).toString('base64url');
    // One hour (v4), or 24 hours (older pages).
    const lifetime = strict ? 3600 : 86400;
    this.#tokens.set(token, Date.now() + lifetime * 1000);
    const json = { token_type: strict ? 'Bearer' : 'bearer', expires_in: lifetime, access_token: token };
    return {
      status: 200,
      json: strict ? json : { ...json, scope: 'pam' },
      headers: { 'cache-control': 'no-store' },
    };
  }

  #isGrant(parameters: URLSearchParams): boolean {
    const grant = parameters.get('grant_type');
    if (grant === null) return this.#faults.acceptsMissing?.includes('grant_type') ?? false;
    return grant === 'client_credentials';
  }

  /** Credentials in the body as documented; the lenient system takes the RFC's Basic header as well. */
  #isClient(parameters: URLSearchParams, { headers }: HandRequest): boolean {
    const { clientId, clientSecret } = this.#credentials;
    if (parameters.get('client_id') === clientId && parameters.get('client_secret') === clientSecret)
      return true;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
    return this.#reading === 'lenient' && headers.authorization === `Basic ${basic.toString('base64')}`;
  }
}

function oauthError(status: number, error: string): HandReply {
  const text =
    error === 'invalid_client' ? 'Client authentication failed' : 'The grant type is not supported';
  return { status, json: { error, error_description: text, message: text } };
}
