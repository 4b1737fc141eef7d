import fs from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { AdaptiveCard } from './adaptive-card.ts';

/**
 * Makes a card's renderer from NAME.template.json beside NAME.card.ts. The template is read and built once, on first
 * use: building it costs five times what expanding it does.
 *
 * @param folder the caller's `import.meta.dirname`
 * @param name the template's name without `.template.json`
 * @returns expands a view; a field the template names and the view lacks stays as literal `${…}`, which tests refuse
 */
export function cardTemplate<View extends object>(folder: string, name: string): (view: View) => AdaptiveCard {
  let template: Template | undefined;
  return (view) => {
    template ??= new Template(JSON.parse(fs.readFileSync(`${folder}/${name}.template.json`, 'utf8')));
    return template.expand({ $root: view }) as AdaptiveCard;
  };
}
