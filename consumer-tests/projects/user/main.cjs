const { tryCapabilities } = require("./capabilities.cjs");

tryCapabilities(JSON.parse(process.argv[2])).then((results) => console.log(JSON.stringify(results)));
