import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Deps } from '../../services/platform/deps.ts';
import { csvText } from '../../services/register/csv.ts';
import { exportIsUsable, redeemExport } from '../../services/register/redeem-export.ts';
import { EXPORT_PATH, exportFileName, exportPageWords, exportRows } from '../../wording/register-export.ts';
import { openPageRenderer } from '../page-renderer.ts';
import { pageHeaders, sameOriginOnly } from '../page-security.ts';

const STYLES = `${EXPORT_PATH}/assets/styles.css`;

/** The form has no fields: what there is to say is in its address. */
const form: RequestHandler[] = [sameOriginOnly, express.urlencoded({ extended: false, limit: '1kb' })];

/**
 * The page behind "Export": it says what will be downloaded, and a press on its button downloads it, once. Looking at the
 * page uses nothing up. Its address is kept out of caches and of other sites' logs, and says nothing about anybody.
 */
export function registerExportPages(deps: Deps): Router {
  const router = Router();
  const renderer = openPageRenderer();
  const show = async (response: Response, status: number, usable: boolean) => {
    const view = { ...exportPageWords, stylesUrl: STYLES, homeUrl: '', usable };
    response
      .status(status)
      .type('html')
      .send(await renderer.page('register-export/export.njk', view));
  };
  router.use(EXPORT_PATH, pageHeaders);
  router.use(EXPORT_PATH, (_request, response, next) => {
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex');
    next();
  });
  router.get(STYLES, async (_request, response) => {
    response.setHeader('Cache-Control', 'max-age=3600');
    response.type('css').send(await renderer.styles());
  });
  router.get(`${EXPORT_PATH}/:secret`, async (request: Request<{ secret: string }>, response) => {
    const usable = await exportIsUsable(deps, request.params.secret);
    await show(response, usable ? 200 : 404, usable);
  });
  router.post(`${EXPORT_PATH}/:secret`, form, async (request: Request<{ secret: string }>, response: Response) => {
    const redeemed = await redeemExport(deps, request.params.secret);
    if (!redeemed.ok) return show(response, 404, false);
    const { day, people } = redeemed.value;
    response.attachment(exportFileName(day));
    response.type('text/csv; charset=utf-8').send(csvText(exportRows(people, day, deps.policy)));
  });
  return router;
}
