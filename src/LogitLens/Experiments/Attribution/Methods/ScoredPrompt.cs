namespace LogitLens.Experiments.Attribution;

/// <summary>A prompt, what is scored of it, and what that comes to as the prompt stands.</summary>
/// <param name="Tokens">The prompt.</param>
/// <param name="Target">What is scored.</param>
/// <param name="Score">The score.</param>
/// <param name="Gradient">Its gradient with respect to the token embeddings, [position, d_model]; null where no method goes by it.</param>
internal sealed record ScoredPrompt(int[] Tokens, AttributionTarget Target, double Score, Tensor? Gradient);
