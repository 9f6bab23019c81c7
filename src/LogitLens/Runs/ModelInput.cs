namespace LogitLens.Runs;

/// <summary>The model of a run.</summary>
/// <param name="Id">As it was asked for, with the revision that was found.</param>
/// <param name="Sha256">Of the weights' bytes, in hexadecimal; over all files in order where there are several.</param>
/// <param name="Tokenizer">Where the tokenizer comes from; null for data that comes as token ids.</param>
/// <param name="Bos">Whether <c>&lt;|endoftext|&gt;</c> goes before each text.</param>
public sealed record ModelInput(string Id, string Sha256, string? Tokenizer, bool Bos);
