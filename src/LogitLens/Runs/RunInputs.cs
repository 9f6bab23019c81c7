namespace LogitLens.Runs;

/// <summary>What a run stands on. Recorded in its manifest; a run is neither resumed nor merged over other weights or data.</summary>
public sealed record RunInputs
{
    /// <summary>The model, where there is one.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>The data, where there is any.</summary>
    public DatasetInput? Dataset { get; init; }

    /// <summary>What computes.</summary>
    public EngineInput? Engine { get; init; }

    /// <summary>Further files that options name: a direction's, a judge's, demonstrations.</summary>
    public IReadOnlyList<FileInput> Files { get; init; } = [];

    /// <summary>A file of the same option and place whose content is another; null where there is none.</summary>
    internal FileInput? OtherFile(RunInputs other) =>
        Files.FirstOrDefault(file => other.Files.Any(each => (each.Option, each.Path) == (file.Option, file.Path) && each.Sha256 != file.Sha256));
}

/// <summary>The model of a run.</summary>
/// <param name="Id">As it was asked for, with the revision that was found.</param>
/// <param name="Sha256">Of the weights' bytes, in hexadecimal; over all files in order where there are several.</param>
/// <param name="Tokenizer">Where the tokenizer comes from; null for data that comes as token ids.</param>
/// <param name="Bos">Whether <c>&lt;|endoftext|&gt;</c> goes before each text.</param>
public sealed record ModelInput(string Id, string Sha256, string? Tokenizer, bool Bos);

/// <summary>The data of a run.</summary>
/// <param name="Id">The catalogue's name or the file.</param>
/// <param name="Split">The part that is evaluated.</param>
/// <param name="Sha256">Of the files' bytes, in hexadecimal.</param>
/// <param name="Rows">How many examples are evaluated.</param>
public sealed record DatasetInput(string Id, string? Split, string Sha256, int Rows)
{
    /// <summary>Rows that could not be read and were skipped on request.</summary>
    public int SkippedRows { get; init; }

    /// <summary>Examples whose text was cut to fit the model's context.</summary>
    public int CutTexts { get; init; }
}

/// <summary>What a run computes with.</summary>
/// <param name="Name">The provider: libtorch through the system's binding, or TorchSharp.</param>
/// <param name="Version">libtorch's version.</param>
/// <param name="Device">Where it computes: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="DType">The number format: <c>f32</c>, <c>bf16</c>, <c>fp16</c>.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="BlasKernel">The BLAS library and its kernel, where known.</param>
public sealed record EngineInput(string Name, string Version, string Device, string DType, int Threads, string? BlasKernel);

/// <summary>A file that an option names.</summary>
/// <param name="Option">The option's name.</param>
/// <param name="Path">The file or folder, as typed.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal; of a folder, of its files' hashes and names.</param>
public sealed record FileInput(string Option, string Path, string Sha256);
