// The service: one container, kept running, its identity in place of secrets.
param name string
param location string
param image string
param registryName string
param identityId string
param identityPrincipalId string
param databaseUrlSecret string
param subnetId string
param workspaceId string
param gatewayAddresses string[]

@description('Variables of the service that are no secret.')
param settings object

var port = 3978

@description('AcrPull: fetches images, pushes none.')
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (registryName != '') {
  name: registryName
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (registryName != '') {
  scope: registry
  name: guid(resourceGroup().id, registryName, identityPrincipalId, acrPull)
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPull
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    zoneRedundant: true
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'log'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

var filled = filter(items(settings), setting => setting.value != '')

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
        ipSecurityRestrictions: [
          for (address, index) in gatewayAddresses: {
            name: 'gateway-${index}'
            action: 'Allow'
            ipAddressRange: address
          }
        ]
      }
      registries: registryName == '' ? [] : [{ server: '${registryName}.azurecr.io', identity: identityId }]
      secrets: [{ name: 'database-url', keyVaultUrl: databaseUrlSecret, identity: identityId }]
    }
    template: {
      // SIGTERM lets it finish what it is doing.
      terminationGracePeriodSeconds: 60
      // One: it migrates, sweeps and keeps Exchange’s limit of mails a minute. A second only while one gives way to the next.
      scale: { minReplicas: 1, maxReplicas: 1 }
      containers: [
        {
          name: 'roundtable'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(
            [
              { name: 'NODE_ENV', value: 'production' }
              { name: 'PORT', value: string(port) }
              { name: 'DATABASE_URL', secretRef: 'database-url' }
            ],
            map(filled, setting => { name: setting.key, value: setting.value })
          )
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 5
              failureThreshold: 60
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 30
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/readyz', port: port }
              periodSeconds: 10
              failureThreshold: 3
            }
          ]
        }
      ]
    }
  }
  dependsOn: [mayPull]
}

output host string = app.properties.configuration.ingress.fqdn
