// One place for what the service, the database and Key Vault write down. The service’s own log holds ids and codes only.
param name string
param location string

@description('Audit of who read the secret must outlive the year in which somebody asks.')
@minValue(90)
@maxValue(730)
param retentionDays int = 365

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-log'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true }
  }
}

output workspaceId string = workspace.id
