// The same template and data by Handlebars (npm install handlebars@4.7): microseconds a rendering to standard
// output, the text to the file that is named.
//     node handlebars.cjs TEMPLATE DATA OUT
const fs = require('fs');
const Handlebars = require('handlebars');
const [template, data, out] = process.argv.slice(2);
const render = Handlebars.compile(fs.readFileSync(template, 'utf8'), {noEscape: true});
const input = JSON.parse(fs.readFileSync(data, 'utf8'));
fs.writeFileSync(out, render(input));
const rounds = 20000;
for (let i = 0; i < rounds; ++i) render(input);  // for its compiler to settle
const times = [];
for (let round = 0; round < 5; ++round) {
  const begun = process.hrtime.bigint();
  for (let i = 0; i < rounds; ++i) render(input);
  times.push(Number(process.hrtime.bigint() - begun) / 1000 / rounds);
}
times.sort((a, b) => a - b);
console.log(times[2].toFixed(2));
