// What Teams knows of the service: its address, and the identity it signs in with. It holds no data.
param name string
param publicUrl string
param identityId string
param appId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Roundtable'
    endpoint: '${publicUrl}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: appId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: identityId
    // Web chat and Direct Line have keys; Teams needs none.
    disableLocalAuth: true
    isStreamingSupported: false
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true, enableCalling: false, acceptedTerms: true }
    }
  }
}
