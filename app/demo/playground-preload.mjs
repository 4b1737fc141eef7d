// Loaded into the playground's process before its own code. The playground would listen on every network interface,
// outlive whoever started it, move to another port without a word when its own is taken, and lose quick replies.
import http from 'node:http';
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

// A post's id is the time it was made. Its page forgets replies that arrive before it has heard of the post itself,
// which a bot on the same machine manages once in thirty times: so the first replies wait until the post is this old.
const POST_SETTLES_MS = 250;
const REPLY_TO_POST = /^\/_connector\/v3\/conversations\/[^/]+;messageid=(\d+)\/activities/;
const emit = http.Server.prototype.emit;

http.Server.prototype.emit = function emitWhenSettled(event, ...details) {
  const wait = event === 'request' ? settlesIn(details[0]) : 0;
  if (wait <= 0) return emit.call(this, event, ...details);
  setTimeout(() => emit.call(this, event, ...details), wait);
  return true;
};

function settlesIn(request) {
  if (request.method !== 'POST') return 0;
  const post = REPLY_TO_POST.exec(request.url.replaceAll(/%3b/gi, ';').replaceAll(/%3d/gi, '='));
  return post === null ? 0 : Math.min(POST_SETTLES_MS, Number(post[1]) + POST_SETTLES_MS - Date.now());
}

process.on('disconnect', () => process.exit(0));
// The parent may have died before this line ran.
if (!process.connected) process.exit(0);
