package shop.gather.message.channel;

/** What the owner set for the webhook. Immutable. */
public record WebhookSettings(String url) {}
