// Roundtable in a resource group of its own: the service as a container app that signs in with a managed identity, its
// database in a network that nobody else reaches, its one secret in Key Vault, and the Azure Bot that Teams speaks to.
//
//   az deployment group create --resource-group roundtable --parameters infra/main.bicepparam
//
// What Bicep cannot do is in README.md, “Putting it in a real tenant”: access to the shared mailbox (mailbox-access.ps1).
targetScope = 'resourceGroup'

@description('Begins every name. Small letters and digits.')
@minLength(3)
@maxLength(16)
param name string = 'roundtable'

@description('Where everything is kept. The bot itself holds no data and is global.')
param location string = resourceGroup().location

@description('The image, such as trust.azurecr.io/roundtable:1.0.0. Name a version, never “latest”.')
param image string

@description('The Azure Container Registry of this resource group that holds the image; empty where it is pulled without signing in.')
param registryName string = ''

@description('The address under which browsers, Teams and Graph reach the service, by https and without a slash at its end.')
param publicUrl string

@description('Only these may reach the service: the addresses of your gateway. Empty lets everybody in; see README.md.')
param gatewayAddresses string[] = []

@description('The id of the Teams channel the DSR team works in.')
param dsrChannelId string

@description('The object id of the Entra group, or of the Teams team’s group, whose members are the coordinators.')
param dsrTeamGroup string

@description('The object id of the Entra group whose members are the clinical leads.')
param dsrClinicalLeadsGroup string

@description('The DSR team’s shared mailbox.')
param mailFrom string

@description('The area whose policy applies.')
param area string = 'staffordshire-and-stoke-on-trent'

@description('Who hears of red and amber dates that were missed, as SENIOR_MANAGERS says it.')
param seniorManagers string = ''

@description('The password of the database. Kept in Key Vault; make a long random one and write it down nowhere else.')
@secure()
@minLength(24)
param databasePassword string

@description('A second database server in another zone takes over when the first is lost.')
param highAvailability bool = true

@description('The password may have any characters: in an address they are encoded.')
var databaseUrl = 'postgresql://${database.outputs.login}:${uriComponent(databasePassword)}@${database.outputs.host}:5432/${database.outputs.name}?sslmode=verify-full'

// The service is this identity: for Key Vault, the registry, Microsoft Graph, and as the bot. It has no secret to lose.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

module log 'log.bicep' = {
  name: 'log'
  params: { name: name, location: location }
}

module network 'network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module database 'database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    password: databasePassword
    subnetId: network.outputs.databaseSubnetId
    dnsZoneId: network.outputs.databaseDnsZoneId
    highAvailability: highAvailability
    workspaceId: log.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    name: name
    location: location
    databaseUrl: databaseUrl
    readerPrincipalId: identity.properties.principalId
    serviceSubnetId: network.outputs.serviceSubnetId
    workspaceId: log.outputs.workspaceId
  }
}

module service 'service.bicep' = {
  name: 'service'
  params: {
    name: name
    location: location
    image: image
    registryName: registryName
    identityId: identity.id
    identityPrincipalId: identity.properties.principalId
    databaseUrlSecret: vault.outputs.databaseUrlSecret
    subnetId: network.outputs.serviceSubnetId
    workspaceId: log.outputs.workspaceId
    gatewayAddresses: gatewayAddresses
    settings: {
      MICROSOFT_APP_ID: identity.properties.clientId
      MICROSOFT_APP_TENANT_ID: tenant().tenantId
      MICROSOFT_MANAGED_IDENTITY: 'true'
      CALENDAR_VIA: 'graph'
      MAIL_VIA: 'graph'
      MAIL_FROM: mailFrom
      DSR_CHANNEL_ID: dsrChannelId
      DSR_TEAM_GROUP: dsrTeamGroup
      DSR_CLINICAL_LEADS_GROUP: dsrClinicalLeadsGroup
      AREA: area
      SENIOR_MANAGERS: seniorManagers
      PUBLIC_URL: publicUrl
    }
  }
}

module bot 'bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    publicUrl: publicUrl
    identityId: identity.id
    appId: identity.properties.clientId
  }
}

// Who is in the DSR team, and names and addresses. Mailboxes and calendars are not among it: Exchange limits those.
module permissions 'graph-permissions.bicep' = {
  name: 'graph-permissions'
  params: { principalId: identity.properties.principalId }
}

@description('MICROSOFT_APP_ID, for `npm run package` and for mailbox-access.ps1.')
output appId string = identity.properties.clientId

@description('The object id of the service’s principal, for mailbox-access.ps1.')
output principalId string = identity.properties.principalId

@description('Where the container app answers: let the name of publicUrl lead there.')
output host string = service.outputs.host
