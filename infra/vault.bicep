// Key Vault with the one secret there is: the address of the database. The service may read it, and nothing else.
param name string
param location string
param readerPrincipalId string
param serviceSubnetId string
param workspaceId string

@secure()
param databaseUrl string

@description('Key Vault Secrets User: reads values of secrets, changes nothing.')
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${take(name, 8)}-${uniqueString(resourceGroup().id)}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [{ id: serviceSubnetId }]
    }
  }

  resource database 'secrets' = {
    name: 'database-url'
    properties: { value: databaseUrl, contentType: 'DATABASE_URL of Roundtable' }
  }
}

// On this one secret, not on the vault: whatever is put beside it later stays closed to the service.
resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::database
  name: guid(vault::database.id, readerPrincipalId, secretsUser)
  properties: {
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'log'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

@description('Where the secret is; not what it says.')
output databaseUrlSecret string = vault::database.properties.secretUri
