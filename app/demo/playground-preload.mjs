// Loaded into the playground's process before its own code. The playground would listen on every network interface,
// outlive whoever started it, and move to another port without a word when its own is taken.
import net from 'node:net';
import process from 'node:process';

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function listenHereOnly(first, ...rest) {
  const port = Number(first);
  if (typeof first === 'object' || !Number.isInteger(port)) return listen.call(this, first, ...rest);
  // Port 0 is how the playground asks for "any other port" after finding its own busy.
  if (port === 0) {
    process.send?.({ playground: 'port-taken' }, () => process.exit(1));
    return this;
  }
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port, host: '127.0.0.1', exclusive: true }, callback);
};

process.on('disconnect', () => process.exit(0));
// The parent may have died before this line ran.
if (!process.connected) process.exit(0);
