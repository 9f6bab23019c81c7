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

    /// <summary>Where to compute.</summary>
    [Option(
        "device",
        "Where to compute; auto takes a GPU if there is one",
        Placeholder = "auto|cpu|cuda|cuda:N", Pattern = "auto|cpu|cuda|cuda:[0-9]+", Expected = "auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <summary>CPU threads; null for all cores.</summary>
    [Option("threads", "CPU threads; as many as there are processors when not given, and at most", Min = 1, Max = 4096)]
    public int? Threads { get; init; }

    /// <summary>The BLAS library's choice of kernel.</summary>
    [Option(
        "blas-kernel",
        "The matrix kernel that OpenBLAS uses: inherit leaves the environment as it is, auto lets OpenBLAS choose for this "
        + "processor, a name (Haswell, SkylakeX) demands one",
        Placeholder = "inherit|auto|NAME", Pattern = "[A-Za-z0-9_]+", Expected = "inherit, auto or the name of an OpenBLAS core type")]
    public string BlasKernel { get; init; } = "inherit";
}
