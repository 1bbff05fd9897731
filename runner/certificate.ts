import { connect } from 'node:tls';

/** What a server's certificate says of itself. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
}

const PATIENCE_MS = 5000;

/** The certificate of an https target, trusted or not; undefined where there is none to be had. */
export function certificateOf(url: string): Promise<Certificate | undefined> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    // It is only looked at: nothing is sent over this connection.
    const socket = connect(
      { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false },
      () => {
        const { subject, issuer, valid_to: validTo } = socket.getPeerCertificate();
        socket.destroy();
        resolve({ subject: nameOf(subject?.CN), issuer: nameOf(issuer?.CN), validTo });
      },
    );
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}

function nameOf(name: string | string[] | undefined): string {
  return Array.isArray(name) ? name.join(', ') : (name ?? 'unnamed');
}
