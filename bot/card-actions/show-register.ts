import { z } from 'zod';
import { registerFilterSchema, wholeRegister } from '../../services/register/model.ts';
import { pageNumber } from '../press-data.ts';
import { showRegisterPage } from '../shown-cards/register.ts';
import { cardAction } from '../turn.ts';

const data = registerFilterSchema.extend({
  page: pageNumber,
  clear: z.literal('yes').optional().catch(undefined),
});

/** The register: another rating, other filters, another page. The filters are inputs, which go with every press. */
export const showRegister = cardAction('show-register', data, (turn, { page, clear, ...filter }) =>
  clear === 'yes' ? showRegisterPage(turn, wholeRegister, 1) : showRegisterPage(turn, filter, page),
);
