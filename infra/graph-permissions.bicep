// Application permissions of the directory, by Bicep’s Microsoft Graph extension. Whoever deploys this needs the Entra role
// Privileged Role Administrator: it is the admin consent.
//
// Calendars.ReadWrite, Mail.ReadWrite and Mail.Send are not here on purpose: granted so, they would hold for every mailbox of
// the organisation. Exchange grants them for the shared mailbox alone: mailbox-access.ps1.
extension microsoftGraphV1

@description('The object id of the managed identity, or of the app registration’s service principal.')
param principalId string

@description('Application permissions of Microsoft Graph by their ids, the same in every tenant.')
var permissions = {
  // Who is in the DSR team’s groups.
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6'
  // Names and addresses: whom a mail is from, who is in the tenant.
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214'
}

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  // Microsoft Graph itself, the same in every tenant.
  appId: '00000003-0000-0000-c000-000000000000'
}

resource granted 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for permission in items(permissions): {
    appRoleId: permission.value
    principalId: principalId
    resourceId: graph.id
  }
]
