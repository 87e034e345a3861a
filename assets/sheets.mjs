// Cuts the KERN sheet down to the parts this application uses and mirrors it for right-to-left languages.
// usage: node assets/sheets.mjs SOURCE.css LEFT_TO_RIGHT.css RIGHT_TO_LEFT.css
import { readFileSync, writeFileSync } from "node:fs";
import postcss from "postcss";
import rtlcss from "rtlcss";

const parts = JSON.parse(readFileSync(new URL("kern_parts.json", import.meta.url)));
const families = new RegExp(`^kern-(${parts.families.join("|")})(?![a-z0-9])`);
const exact = new Set([...parts.classes, ...parts.icons.map((name) => `kern-icon--${name}`)]);

function isUsed(name) {
  return name.startsWith("kern-icon--") ? exact.has(name) : exact.has(name) || families.test(name);
}

// What stands inside :is() and :not() offers or excludes a class and does not need it.
function neededClasses(selector) {
  const outside = selector.replace(/:(is|not|where)\([^()]*\)/g, "");
  return [...outside.matchAll(/\.(kern-[a-zA-Z0-9_-]+)/g)].map((match) => match[1]);
}

function dropUnusedRules(root) {
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name.endsWith("keyframes")) return;
    const kept = rule.selectors.filter((selector) => neededClasses(selector).every(isUsed));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
}

// A custom property that nothing reads is dropped; dropping one may free the next.
function dropUnusedProperties(root) {
  for (let dropped = 1; dropped > 0; ) {
    dropped = 0;
    const read = new Set();
    root.walkDecls((decl) => {
      for (const match of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(match[1]);
    });
    parts.properties.forEach((name) => read.add(name));
    root.walkDecls(/^--/, (decl) => {
      if (!read.has(decl.prop)) {
        decl.remove();
        dropped += 1;
      }
    });
  }
}

function dropEmptyParts(root) {
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => (rule.nodes.length === 0 ? rule.remove() : undefined));
  root.walkAtRules((rule) => (rule.nodes?.length === 0 || rule.name === "charset" ? rule.remove() : undefined));
}

function small(root) {
  root.walk((node) => {
    node.raws.before = "";
    if (node.type !== "decl") Object.assign(node.raws, { after: "", between: "", semicolon: false });
    else node.raws.between = ":";
    if (node.type === "atrule") node.raws.afterName = " ";
  });
  root.raws.after = "";
  return root.toString();
}

const [source, leftToRight, rightToLeft] = process.argv.slice(2);
const root = postcss.parse(readFileSync(source, "utf8"));
dropUnusedRules(root);
dropUnusedProperties(root);
dropEmptyParts(root);
writeFileSync(leftToRight, small(root));
writeFileSync(rightToLeft, small(postcss([rtlcss]).process(root, { from: undefined }).root));
