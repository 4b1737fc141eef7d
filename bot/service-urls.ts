/** Where the demo may answer: this machine. */
export function isLoopback(serviceUrl: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
}

/** Names under trafficmanager.net are anybody's to take, but for Teams' own. Those of the US government end in .us. */
const TEAMS_HOST =
  /(^smba\.trafficmanager\.net|(^|\.)(botframework\.com|botframework\.azure\.us|microsoft\.com|office\.com|teams\.microsoft\.us))$/;

/**
 * Teams' own services, by https. The token's claim names the address as well: this holds where a key of Microsoft's was lost.
 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages (government clouds)
 */
export function isTeamsService(serviceUrl: string): boolean {
  const { protocol, hostname } = new URL(serviceUrl);
  return protocol === 'https:' && TEAMS_HOST.test(hostname);
}
