namespace LogitLens.Experiments.HeadAblation;

/// <summary>What a head attends to, as means over queries of the attention that it pays, 0 to 1.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Head">The head in it.</param>
/// <param name="PreviousToken">To the position before, on the data.</param>
/// <param name="FirstToken">To the first position, on the data.</param>
/// <param name="DuplicateToken">To the earlier copy of the same token, on random tokens that are repeated once.</param>
/// <param name="Induction">To the token after the earlier copy, on the same (Olsson et al. 2022).</param>
/// <param name="Entropy">Of the pattern on the data, in nats, mean over queries.</param>
public sealed record HeadDescription(
    int Layer, int Head, double PreviousToken, double FirstToken, double DuplicateToken, double Induction, double Entropy);
