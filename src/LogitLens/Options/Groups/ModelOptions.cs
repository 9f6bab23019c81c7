namespace LogitLens.Options;

/// <summary>Which model, in what number format, on which device.</summary>
[OptionGroup("Model")]
public sealed record ModelOptions
{
    /// <summary>A name of the catalogue, a Hub id, or a folder.</summary>
    [Option(
        "model",
        "The model: a name (tiny, distilgpt2, gpt2, gpt2-medium, gpt2-large, gpt2-xl), a Hub id as owner/name[@revision], or a "
        + "folder in Hugging Face layout",
        Placeholder = "MODEL", Input = true)]
    public string Model { get; init; } = "tiny";

    /// <summary>A folder with another tokenizer than the model's own.</summary>
    [Option(
        "tokenizer",
        "A folder or file with the tokenizer (vocab.json with merges.txt, or tokenizer.json), where the model's own is missing or"
        + " not wanted",
        Placeholder = "PATH", Input = true)]
    public string? Tokenizer { get; init; }

    /// <summary>Whether <c>&lt;|endoftext|&gt;</c> goes before each text.</summary>
    [Option("bos", "Put <|endoftext|> before each text; GPT-2's own tokenizer does not")]
    public bool Bos { get; init; }

    /// <summary>The number format.</summary>
    [Option("dtype", "The number format to compute in; f32 is the reference, the others are faster and move the numbers a little")]
    public DType DType { get; init; } = DType.Float32;

    /// <summary>What computes.</summary>
    public EngineOptions Engine { get; init; } = new();
}
