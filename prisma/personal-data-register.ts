import {
  ANYBODY,
  column,
  type Entry,
  INDIVIDUAL,
  INDIVIDUAL_AND_FAMILY,
  PROFESSIONAL,
  REQUESTER_AND_TEAM,
  SERVICE,
  TEAM,
} from './personal-column.ts';

/** What is kept of those on the register, of their consent, and of who is told. */
export const theRegister: Record<string, readonly Entry[]> = {
  RegisterEntry: [
    column('endReason', INDIVIDUAL, TEAM, 'To know why somebody left the register'),
    column('locality', INDIVIDUAL, TEAM, 'To report by area'),
    column('dateOfBirth', INDIVIDUAL, TEAM, 'To apply the rules of the individual’s age'),
    column('rating', INDIVIDUAL, TEAM, 'To act on the risk'),
    column('setting', INDIVIDUAL, TEAM, 'To apply the rules of a stay in hospital'),
  ],
  RegisterEvent: [
    column('kind', INDIVIDUAL, TEAM, 'To keep what happened while somebody is on the register'),
    column('detail', ANYBODY, TEAM, 'To keep what happened while somebody is on the register'),
    column('note', ANYBODY, TEAM, 'To keep the reason of a decision'),
  ],
  // A referrer sees what they sent of it, and nothing that was recorded after.
  ConsentEvent: [
    column('kind', INDIVIDUAL_AND_FAMILY, REQUESTER_AND_TEAM, 'To know whether the individual may be on the register'),
    column('route', INDIVIDUAL_AND_FAMILY, REQUESTER_AND_TEAM, 'To know on what authority consent was given'),
    column('consenterName', INDIVIDUAL_AND_FAMILY, REQUESTER_AND_TEAM, 'To know who gave, refused or withdrew consent'),
    column('form', INDIVIDUAL_AND_FAMILY, TEAM, 'To know in what form consent was given'),
    column('evidence', ANYBODY, TEAM, 'To show that consent was given'),
    column('informationFormat', INDIVIDUAL_AND_FAMILY, TEAM, 'To show that they were informed first'),
    column('decidedBy', PROFESSIONAL, REQUESTER_AND_TEAM, 'To show who made a best-interest decision'),
    column('consulted', ANYBODY, TEAM, 'To show who was consulted on a best-interest decision'),
    column('personView', INDIVIDUAL, TEAM, 'To keep what a young person thinks of it'),
    column('note', ANYBODY, TEAM, 'To know why consent was withdrawn or found invalid'),
  ],
  Letter: [
    column('receiver', INDIVIDUAL_AND_FAMILY, TEAM, 'To tell those who must hear the outcome'),
    column('receiverName', ANYBODY, ['DSR team', 'receiver'], 'To tell those who must hear the outcome'),
    column('via', INDIVIDUAL_AND_FAMILY, TEAM, 'To tell them in the way they asked for'),
    column('address', ANYBODY, ['DSR team', 'receiver'], 'To reach them'),
    column('format', INDIVIDUAL_AND_FAMILY, TEAM, 'To tell them in a format they understand'),
    column('facts', INDIVIDUAL, ['DSR team', 'receiver'], 'What is told'),
    column('ownWords', ANYBODY, ['DSR team', 'receiver'], 'What a coordinator adds in their own words'),
    column('releasedText', ANYBODY, ['DSR team', 'receiver'], 'To know exactly what was told'),
    column('toldHow', ANYBODY, TEAM, 'To show that they were told'),
  ],
  RegisterEnquiry: [
    column('personName', INDIVIDUAL, REQUESTER_AND_TEAM, 'To know whom a question to the register is about'),
    column('nameKey', INDIVIDUAL, SERVICE, 'To find the individual on the register'),
    column('nhsNumber', INDIVIDUAL, REQUESTER_AND_TEAM, 'To find the individual on the register'),
    column('dateOfBirth', INDIVIDUAL, REQUESTER_AND_TEAM, 'To find the individual on the register'),
    column('why', ANYBODY, REQUESTER_AND_TEAM, 'To decide whether the asker may be told'),
    column('answer', INDIVIDUAL, REQUESTER_AND_TEAM, 'To keep what the asker was told'),
    column('note', ANYBODY, REQUESTER_AND_TEAM, 'To keep what the asker was told'),
  ],
  SeniorManager: [
    column('name', PROFESSIONAL, ['DSR team', 'receiver'], 'To tell them of a red or amber risk that is stuck'),
    column('email', PROFESSIONAL, ['DSR team', 'receiver'], 'To tell them of a red or amber risk that is stuck'),
  ],
  RegisterExport: [
    column('secretDigest', PROFESSIONAL, SERVICE, 'To let a coordinator download a list once'),
    column('filter', ANYBODY, SERVICE, 'To make the list that a coordinator asked for'),
  ],
};
