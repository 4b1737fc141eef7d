import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** A line to a server on this machine that can be cut, as when the server is away, and mended. */
export type CuttableLine = {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
};

/** Opens a line to a port of this machine. */
export async function openCuttableLine(to: number): Promise<CuttableLine> {
  const sockets = new Set<net.Socket>();
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Either end may hang up; `close` says so.
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const server = net.createServer((near) => {
    const far = keep(net.connect({ port: to, host: '127.0.0.1' }));
    keep(near).pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    port,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => void (await listen(port)),
  };
}
