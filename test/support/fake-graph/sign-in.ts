import { createHash, createHmac, createPublicKey, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Answer, Call } from './call.ts';
import type { World } from './world.ts';

/** How long a token is good for, as Entra answers by default. */
export const TOKEN_SECONDS = 3599;
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Graph's names in the clouds there are, beside wherever the fake is found. */
const GRAPHS = [
  ...['https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://dod-graph.microsoft.us'],
  'https://microsoftgraph.chinacloudapi.cn',
];
const CONNECTORS = ['https://api.botframework.com', 'https://api.botframework.us', 'https://api.botframework.azure.cn'];
/** Where a machine's identity is asked for: on a virtual machine, and where App Service or Container Apps says. */
const IMDS = '/metadata/identity/oauth2/token';
const APP_SERVICE = '/msi/token';
export const IDENTITY_PATHS: readonly string[] = [IMDS, APP_SERVICE];
/** What IDENTITY_HEADER is to hold there. */
export const IDENTITY_HEADER = 'an-identity-header';

/** What Entra, or the machine's identity service, answers; undefined where the request is for Graph. */
export async function answerSignIn(
  world: World,
  call: Call,
  graphUrls: readonly string[],
): Promise<Answer | undefined> {
  const { pathname } = call.url;
  if (pathname.startsWith('/v1.0/')) return undefined;
  if (IDENTITY_PATHS.includes(pathname)) return managedIdentity(world, call, graphUrls);
  if (pathname === '/common/discovery/instance' || pathname.endsWith('/discovery/instance'))
    return instance(world, call);
  const parts = pathname.split('/').slice(1).map(decodeURIComponent);
  const tenant = parts[0]?.toLowerCase();
  const rest = parts.slice(1).join('/');
  if (!/^(oauth2\/v2\.0\/token|v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys)$/.test(rest))
    return undefined;
  if (tenant !== world.tenantId.toLowerCase()) {
    return refused(world, 400, 'invalid_tenant', 90002, `Tenant '${tenant}' not found.`);
  }
  if (rest.startsWith('v2.0')) return { status: 200, json: metadata(world, call) };
  if (rest.startsWith('discovery')) return { status: 200, json: { keys: [] } };
  return token(world, call, graphUrls);
}

function metadata(world: World, call: Call) {
  const base = `${call.origin}/${world.tenantId}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(call.origin).host,
  };
}

function instance(world: World, call: Call): Answer {
  const { host } = new URL(call.origin);
  return {
    status: 200,
    json: {
      tenant_discovery_endpoint: `${call.origin}/${world.tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

async function token(world: World, call: Call, graphUrls: readonly string[]): Promise<Answer> {
  const form = new URLSearchParams(Buffer.from(call.raw).toString('utf8'));
  if (call.method !== 'POST')
    return refused(world, 400, 'invalid_request', 900561, 'The endpoint only accepts POST requests.');
  if (form.get('grant_type') !== 'client_credentials') {
    return refused(world, 400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
  }
  if (form.get('client_id')?.toLowerCase() !== world.appId.toLowerCase()) {
    return refused(
      ...([world, 400, 'unauthorized_client', 700016] as const),
      `Application with identifier '${form.get('client_id')}' was not found in the directory.`,
    );
  }
  const wrong = await wrongCredential(world, call, form);
  if (wrong !== null) return wrong;
  const scope = form.get('scope') ?? '';
  const resource = resourceOf(scope.split(' ').find((one) => one.includes('.default')) ?? '', graphUrls);
  if (resource === undefined) {
    return refused(world, 400, 'invalid_scope', 1002012, `The provided value for scope ${scope} is not valid.`);
  }
  return {
    status: 200,
    json: {
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      ext_expires_in: TOKEN_SECONDS,
      access_token: issue(world, resource),
    },
  };
}

async function wrongCredential(world: World, call: Call, form: URLSearchParams): Promise<Answer | null> {
  const secret = form.get('client_secret');
  if (secret !== null) {
    if (secret === world.secret) return null;
    return refused(world, 401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  }
  const assertion = form.get('client_assertion');
  if (assertion === null || form.get('client_assertion_type') !== ASSERTION) {
    return refused(
      ...([world, 401, 'invalid_client', 7000218] as const),
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  const fine = world.certificate !== null && (await assertionIsFine(world, call, assertion, world.certificate));
  return fine
    ? null
    : refused(
        world,
        401,
        'invalid_client',
        700027,
        'The certificate with identifier used to sign the client assertion is not registered on application.',
      );
}

async function assertionIsFine(world: World, call: Call, assertion: string, pem: string): Promise<boolean> {
  try {
    const certificate = new X509Certificate(pem);
    const header = decodeProtectedHeader(assertion) as Record<string, unknown>;
    const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
    if (header['x5t#S256'] !== thumbprint) return false;
    await jwtVerify(assertion, createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })), {
      issuer: world.appId,
      subject: world.appId,
      audience: `${call.origin}/${world.tenantId}/oauth2/v2.0/token`,
      algorithms: ['PS256', 'RS256'],
      // Entra takes clocks that are minutes apart; msal itself rounds its own up.
      clockTolerance: 300,
    });
    return true;
  } catch {
    return false;
  }
}

function managedIdentity(world: World, call: Call, graphUrls: readonly string[]): Answer {
  const query = call.url.searchParams;
  const asked =
    call.url.pathname === IMDS
      ? call.headers.get('metadata') === 'true'
      : call.headers.get('x-identity-header') === IDENTITY_HEADER;
  if (!asked) {
    return {
      status: 400,
      json: { error: 'invalid_request', error_description: 'Required metadata header not specified' },
    };
  }
  const clientId = query.get('client_id');
  if (clientId !== null && clientId.toLowerCase() !== world.appId.toLowerCase()) {
    return { status: 400, json: { error: 'invalid_request', error_description: 'Identity not found' } };
  }
  const resource = resourceOf(query.get('resource') ?? '', graphUrls);
  if (resource === undefined)
    return { status: 400, json: { error: 'invalid_resource', error_description: 'AADSTS500011' } };
  const expiresOn = Math.floor(world.clock.now().getTime() / 1000) + TOKEN_SECONDS;
  return {
    status: 200,
    json: {
      ...{ access_token: issue(world, resource), client_id: world.appId, expires_in: String(TOKEN_SECONDS) },
      ...{ expires_on: String(expiresOn), resource, token_type: 'Bearer' },
    },
  };
}

function resourceOf(scope: string, graphUrls: readonly string[]): string | undefined {
  const resource = scope.replace(/\/?\.default$/, '').replace(/\/+$/, '');
  return [...graphUrls, ...GRAPHS, ...CONNECTORS].includes(resource) ? resource : undefined;
}

/** A token as Entra's look, so that whoever reads its roles finds them. Nobody but the fake checks it. */
function issue(world: World, resource: string): string {
  const now = Math.floor(world.clock.now().getTime() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    ...{
      aud: resource,
      iss: `https://sts.example.org/${world.tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + TOKEN_SECONDS,
    },
    ...{ appid: world.appId, idtyp: 'app', roles: [...world.permissions], tid: world.tenantId, ver: '1.0' },
    uti: String(world.nextNumber()),
  };
  const unsigned = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
  const token = `${unsigned}.${createHmac('sha256', String(world.seed)).update(unsigned).digest('base64url')}`;
  world.tokens.set(token, { expiresAt: (now + TOKEN_SECONDS) * 1000, isForGraph: !CONNECTORS.includes(resource) });
  return token;
}

function refused(world: World, status: number, error: string, code: number, text: string): Answer {
  const trace = `00000000-0000-4000-8000-${String(world.nextNumber()).padStart(12, '0')}`;
  return {
    status,
    json: {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${world.clock.now().toISOString()}`,
      error_codes: [code],
      timestamp: world.clock.now().toISOString(),
      trace_id: trace,
      correlation_id: trace,
    },
  };
}
