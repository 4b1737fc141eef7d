import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Turns a template of web/ and its view into a page. Values are escaped by the template engine. */
export type PageRenderer = {
  page(template: string, view: object): Promise<string>;
  /** The style sheet of the NHS, without its web fonts: those may be used on nhs.uk alone, and come from another server. */
  styles(): Promise<string>;
};

/**
 * Opens the pages' template engine. Engine, templates and styles are loaded by the first page, because a process that
 * nobody visits with a browser should not carry them.
 */
export function openPageRenderer(): PageRenderer {
  let engine: Promise<import('nunjucks').Environment> | undefined;
  let styles: Promise<string> | undefined;
  const dist = path.join(path.dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');
  const open = async () => {
    const { default: nunjucks } = await import('nunjucks');
    const loader = new nunjucks.FileSystemLoader([import.meta.dirname, dist]);
    return new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  };
  return {
    async page(template, view) {
      engine ??= open();
      return (await engine).render(template, view);
    },
    styles() {
      styles ??= readStyles(path.join(dist, 'nhsuk', 'nhsuk-frontend.min.css'));
      return styles;
    },
  };
}

async function readStyles(file: string): Promise<string> {
  const [nhs, own] = await Promise.all([
    fs.readFile(file, 'utf8'),
    fs.readFile(path.join(import.meta.dirname, 'page.css'), 'utf8'),
  ]);
  return `${nhs.replaceAll(/@font-face\{[^}]*\}/g, '').replaceAll(/\/\*#[^*]*\*\//g, '')}\n${own}`;
}
