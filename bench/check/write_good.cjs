// write-good over the same texts, warm: the median of 21 checks of DRAFT in microseconds, then the MB/s over LONG.
//     node write_good.cjs DRAFT LONG
const fs = require('fs');
const writeGood = require('write-good');

const draft = fs.readFileSync(process.argv[2], 'utf8');
const long = fs.readFileSync(process.argv[3], 'utf8');

function seconds(text) {
    const begun = process.hrtime.bigint();
    writeGood(text);
    return Number(process.hrtime.bigint() - begun) / 1e9;
}

for (let i = 0; i < 50; i++) writeGood(draft);
const times = Array.from({length: 21}, () => seconds(draft)).sort((a, b) => a - b);
console.log(Math.round(times[10] * 1e6), (Buffer.byteLength(long) / 1e6 / seconds(long)).toFixed(2));
