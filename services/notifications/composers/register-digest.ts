import { dayOf } from '../../platform/time.ts';
import { type Composer, nothing } from './composer.ts';

/** The digest of a day to the DSR channel. One that comes after its day says nothing that the next one does not say. */
export const composeRegisterDigest: Composer = async (deps, { detail }) =>
  detail?.day === dayOf(deps.clock.now())
    ? { do: 'post', receiver: { to: 'channel' }, message: { kind: 'register-digest' } }
    : nothing('over');
