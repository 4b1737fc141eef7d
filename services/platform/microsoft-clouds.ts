/**
 * Microsoft's clouds, by the hosts that are told apart in the configuration. A trust in England is in the global one.
 * https://learn.microsoft.com/en-us/graph/deployments
 * https://learn.microsoft.com/en-us/azure/bot-service/how-to-deploy-gov-cloud-high
 */
const CLOUD_OF_HOST: Record<string, string> = {
  'login.microsoftonline.com': 'global',
  'graph.microsoft.com': 'global',
  'login.botframework.com': 'global',
  'login.microsoftonline.us': 'US government',
  'graph.microsoft.us': 'US government',
  'dod-graph.microsoft.us': 'US government',
  'login.botframework.azure.us': 'US government',
  'login.partner.microsoftonline.cn': 'China',
  'login.chinacloudapi.cn': 'China',
  'microsoftgraph.chinacloudapi.cn': 'China',
  'login.botframework.azure.cn': 'China',
};

/** The cloud that an address belongs to; undefined for one that is not Microsoft's. */
export function cloudOf(address: string): string | undefined {
  return URL.canParse(address) ? CLOUD_OF_HOST[new URL(address).hostname] : undefined;
}
