// PostgreSQL for Roundtable alone. The service makes its own tables, so it signs in as the owner of this server.
param name string
param location string
param subnetId string
param dnsZoneId string
param workspaceId string
param highAvailability bool

@secure()
param password string

var login = 'roundtable'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-db-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' }
  properties: {
    version: '17'
    administratorLogin: login
    administratorLoginPassword: password
    authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: dnsZoneId
      publicNetworkAccess: 'Disabled'
    }
    storage: { storageSizeGB: 64, autoGrow: 'Enabled' }
    // The record is all there is: the database is the backup (README.md, “Looking after it”).
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Enabled' }
    highAvailability: { mode: highAvailability ? 'ZoneRedundant' : 'Disabled' }
  }
}

resource encrypted 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: { value: 'ON', source: 'user-override' }
}

// Of a row that a constraint refuses PostgreSQL would write down what it holds: names and addresses, in a log kept for a year.
resource quiet 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'log_error_verbosity'
  properties: { value: 'terse', source: 'user-override' }
  dependsOn: [encrypted]
}

resource record 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'roundtable'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  dependsOn: [encrypted, quiet]
}

// Nobody deletes the record by a slip. Take the lock away first, on purpose.
resource kept 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: server
  name: 'the-record'
  properties: { level: 'CanNotDelete', notes: 'Holds the record of the DSR team.' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'log'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'PostgreSQLLogs', enabled: true }]
  }
}

output login string = login
output host string = server.properties.fullyQualifiedDomainName
output name string = record.name
