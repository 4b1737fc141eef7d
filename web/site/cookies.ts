import type { Request, Response } from 'express';

/** The cookie of a browser whose user has confirmed their address, and of one that waits for a code. */
export const SESSION_COOKIE = 'roundtable-session';
export const CODE_COOKIE = 'roundtable-code';

/** One cookie of a request; undefined where the browser sent none. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/**
 * Sets a cookie that scripts can't read and other sites' forms don't send. `Lax`: it comes with a link followed from a mail.
 *
 * @param secure whether browsers reach this service by https
 */
export function setCookie(
  response: Response,
  cookie: { name: string; value: string; expires: Date; secure: boolean },
): void {
  const { name, value, expires, secure } = cookie;
  response.cookie(name, value, { httpOnly: true, sameSite: 'lax', path: '/', secure, expires });
}

/** Takes a cookie back. */
export function clearCookie(response: Response, name: string): void {
  response.clearCookie(name, { path: '/' });
}
