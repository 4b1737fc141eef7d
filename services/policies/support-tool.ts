import { z } from 'zod';
import { ratings } from '../register/model.ts';
import { choice } from './rule.ts';

/** An area's own tool as data: weighted answers, and from which score it suggests which rating. */
export const supportTool = z
  .strictObject({
    title: z.string().min(1),
    questions: z
      .array(
        z.strictObject({
          code: choice.shape.code,
          text: z.string().min(1),
          answers: z
            .array(z.strictObject({ code: choice.shape.code, label: z.string().min(1), weight: z.int() }))
            .min(2),
        }),
      )
      .min(1),
    /** The highest threshold that the score reaches decides; below all of them nothing is suggested. */
    thresholds: z.array(z.strictObject({ atLeast: z.int(), suggests: z.enum(ratings) })).min(1),
  })
  .refine((tool) => new Set(tool.questions.map(({ code }) => code)).size === tool.questions.length, {
    message: 'two questions have the same code',
  });
export type SupportTool = z.infer<typeof supportTool>;
