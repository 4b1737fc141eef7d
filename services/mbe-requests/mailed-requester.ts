import type { Deps } from '../platform/deps.ts';
import { recogniseProfessional } from '../professionals/store.ts';
import { professionalOfAddress } from '../sign-in/session-store.ts';
import type { MailedRequester } from './mailed-fields.ts';
import { findMailedRequester, findTenantProfessional } from './mailed-request-store.ts';

/** Who of the tenant has an address; null where nobody has. */
export type FindInTenant = (address: string) => Promise<{ aadObjectId: string; name: string } | null>;

/**
 * Whose request a message is: somebody of the tenant by the address that the directory has for them, else whoever has that
 * address on the web pages. It gives no rights: what they may see they see in Teams, or behind a code that goes to the
 * address.
 *
 * @param findInTenant null where no directory can be asked: then whoever has written in Teams is known by their address
 * @param from in small letters
 */
export async function mailedRequesterOf(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  findInTenant: FindInTenant | null,
  from: { name: string; address: string },
): Promise<MailedRequester> {
  const { address } = from;
  const known = findInTenant === null ? await findTenantProfessional(deps.db, address) : await findInTenant(address);
  const id =
    known === null
      ? await deps.db.$transaction((tx) =>
          professionalOfAddress(tx, { newId: deps.newId(), address, now: deps.clock.now() }),
        )
      : await recogniseProfessional(deps, known, async () => address);
  return findMailedRequester(deps.db, id.id);
}
