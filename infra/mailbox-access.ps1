<#
.SYNOPSIS
Gives Roundtable the shared mailbox of the DSR team, and no other: RBAC for Applications in Exchange Online.

.DESCRIPTION
Run it once, as an Exchange administrator, with the ExchangeOnlineManagement module. It may be run again: what is there is left.
Do not grant Mail.* or Calendars.* in Entra as well: both are added together, and Entra's hold for every mailbox.

.PARAMETER AppId
MICROSOFT_APP_ID: the output appId of the deployment.

.PARAMETER PrincipalId
The object id of the service's principal: the output principalId (in Entra: Enterprise applications, not App registrations).

.PARAMETER Mailbox
The address of the shared mailbox: MAIL_FROM.

.PARAMETER HoldCalendarsOf
A mail-enabled security group of people in whose calendars proposed times may be held. Left out: none are.

.EXAMPLE
./mailbox-access.ps1 -AppId 11111111-2222-4333-8444-555555555555 -PrincipalId 11111111-2222-4333-8444-666666666666 -Mailbox dsr@example.org
#>
param(
  [Parameter(Mandatory)][guid]$AppId,
  [Parameter(Mandatory)][guid]$PrincipalId,
  [Parameter(Mandatory)][string]$Mailbox,
  [string]$HoldCalendarsOf
)
$ErrorActionPreference = 'Stop'
Connect-ExchangeOnline -ShowBanner:$false

function Add-Once([string]$What, [scriptblock]$Find, [scriptblock]$Make) {
  if (& $Find) { Write-Host "There already: $What" } else { & $Make | Out-Null; Write-Host "Made: $What" }
}

Add-Once 'the service principal' `
  { Get-ServicePrincipal -Identity $PrincipalId.ToString() -ErrorAction SilentlyContinue } `
  { New-ServicePrincipal -AppId $AppId -ObjectId $PrincipalId -DisplayName 'Roundtable' }

$address = (Get-EXOMailbox -Identity $Mailbox).PrimarySmtpAddress
Add-Once "the scope of $address" `
  { Get-ManagementScope -Identity 'Roundtable mailbox' -ErrorAction SilentlyContinue } `
  { New-ManagementScope -Name 'Roundtable mailbox' -RecipientRestrictionFilter "PrimarySmtpAddress -eq '$address'" }

foreach ($role in 'Application Mail.ReadWrite', 'Application Mail.Send', 'Application Calendars.ReadWrite') {
  $name = "Roundtable $($role -replace '^Application ')"
  Add-Once $name `
    { Get-ManagementRoleAssignment -Identity $name -ErrorAction SilentlyContinue } `
    { New-ManagementRoleAssignment -Name $name -App $PrincipalId -Role $role -CustomResourceScope 'Roundtable mailbox' }
}

if ($HoldCalendarsOf) {
  $group = (Get-DistributionGroup -Identity $HoldCalendarsOf).DistinguishedName
  Add-Once "the scope of $HoldCalendarsOf" `
    { Get-ManagementScope -Identity 'Roundtable held calendars' -ErrorAction SilentlyContinue } `
    { New-ManagementScope -Name 'Roundtable held calendars' -RecipientRestrictionFilter "MemberOfGroup -eq '$group'" }
  Add-Once 'Roundtable held calendars' `
    { Get-ManagementRoleAssignment -Identity 'Roundtable held calendars' -ErrorAction SilentlyContinue } `
    { New-ManagementRoleAssignment -Name 'Roundtable held calendars' -App $PrincipalId -Role 'Application Calendars.ReadWrite' -CustomResourceScope 'Roundtable held calendars' }
}

# In scope: all three True. Another mailbox: all False. It may take up to two hours until Exchange goes by it.
Test-ServicePrincipalAuthorization -Identity $PrincipalId.ToString() -Resource $Mailbox | Format-Table RoleName, InScope
