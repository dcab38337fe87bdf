module.exports = {
  testMatch: ["**/*.test.mjs", "**/*.test.js"],
  transformIgnorePatterns: ["/node_modules/(?!(@openwaba|openapi-fetch)/)"],
};
