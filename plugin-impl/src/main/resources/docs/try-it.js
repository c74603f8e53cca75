// No validator badge: it would send the description to an outside address. Keys stay in this page and are gone with it.
SwaggerUIBundle({
  url: "../openapi",
  dom_id: "#description",
  deepLinking: true,
  docExpansion: "none",
  persistAuthorization: false,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
