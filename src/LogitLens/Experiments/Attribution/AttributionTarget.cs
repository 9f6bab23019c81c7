namespace LogitLens.Experiments.Attribution;

/// <summary>
/// The score that is attributed, read at a prompt's last position: the logit of one token over that of another, or, where there is no other,
/// the token's log-probability in nats (a lone logit means nothing: adding a constant to all of them changes no prediction).
/// </summary>
/// <param name="Token">The token that the score speaks for.</param>
/// <param name="Against">The token that it speaks against; null for all of them.</param>
internal readonly record struct AttributionTarget(int Token, int? Against);
