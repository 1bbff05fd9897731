import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a server listen; throws what node throws where the port cannot be had. */
export function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Where clients on this machine find a server; one on all addresses is found on the loopback one. */
export function originOf(at: ReturnType<Server['address']>): string {
  const { address, family, port } = at as AddressInfo;
  if (family !== 'IPv6') return `http://${address === '0.0.0.0' ? '127.0.0.1' : address}:${port}`;
  return `http://[${address === '::' ? '::1' : address}]:${port}`;
}

/** Closes a server with all its connections. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
