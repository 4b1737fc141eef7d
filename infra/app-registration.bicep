// For a service that runs outside Azure, where there is no managed identity: an app registration of this tenant alone, with a
// certificate. In Azure it is not needed: main.bicep uses an identity.
//
//   az deployment group create --resource-group roundtable --template-file infra/app-registration.bicep \
//     --parameters publicUrl=https://roundtable.example.org certificate="$(base64 -w0 roundtable.cer)"
extension microsoftGraphV1

@description('Begins every name.')
param name string = 'roundtable'

@description('The address under which browsers, Teams and Graph reach the service.')
param publicUrl string

@description('The public certificate (DER, base64). Its private key stays on the server, in the file of MICROSOFT_APP_CERTIFICATE.')
param certificate string

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: name
  displayName: 'Roundtable'
  signInAudience: 'AzureADMyOrg'
  keyCredentials: [
    { displayName: 'Roundtable', usage: 'Verify', type: 'AsymmetricX509Cert', key: certificate }
  ]
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
}

module permissions 'graph-permissions.bicep' = {
  name: 'graph-permissions'
  params: { principalId: principal.id }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Roundtable'
    endpoint: '${publicUrl}/api/messages'
    msaAppType: 'SingleTenant'
    msaAppId: application.appId
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
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

@description('MICROSOFT_APP_ID.')
output appId string = application.appId

@description('The object id of the service’s principal, for mailbox-access.ps1.')
output principalId string = principal.id
