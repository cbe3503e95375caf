exports = function(change) {
  return context.services.get('sms').send({ to: '+10', from: '+20', body: 'late' });
};
