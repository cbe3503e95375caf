exports = function(payload, response) {
  return response.setStatusCode(201);
};
