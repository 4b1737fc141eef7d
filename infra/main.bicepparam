// An example with made-up values: copy it, put in your own, and keep the copy out of version control.
using 'main.bicep'

param image = 'exampletrust.azurecr.io/roundtable:0.1.0'
param registryName = 'exampletrust'
param publicUrl = 'https://roundtable.example.org'
param gatewayAddresses = ['192.0.2.10/32']
param dsrChannelId = '19:abc123@thread.tacv2'
param dsrTeamGroup = '11111111-2222-4333-8444-555555555555'
param dsrClinicalLeadsGroup = '11111111-2222-4333-8444-666666666666'
param mailFrom = 'dsr@example.org'
param seniorManagers = 'health: Priya Example <priya@example.org>; local-authority: Owen Example <owen@example.org>'
// From the environment of whoever deploys, so that it stands in no file:
//   export ROUNDTABLE_DATABASE_PASSWORD="$(openssl rand -base64 36)"
param databasePassword = readEnvironmentVariable('ROUNDTABLE_DATABASE_PASSWORD')
