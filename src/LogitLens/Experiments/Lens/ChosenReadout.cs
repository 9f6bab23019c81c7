using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Lens;

/// <summary>
/// Whose final norm and unembedding read the layers: the model's own, or those of <c>--readout</c>. Of two models of which one was made of the other, the
/// four ways to put streams and readouts together show what each of them changed.
/// </summary>
/// <param name="name">The other model; null for the model's own readout.</param>
/// <param name="progress">Where to tell what is fetched.</param>
internal sealed class ChosenReadout(string? name, IProgressSink progress) : IDisposable
{
    private ModelFiles? _files;

    /// <summary>The other model's readout, once it is loaded; null for the model's own.</summary>
    public Transformer? Loaded { get; private set; }

    /// <summary>What results.json says of the other model; null for the model's own readout.</summary>
    public ReadoutModel? Described => _files is null ? null : new ReadoutModel(_files.Id, _files.WeightsSha256());

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Notes => _files is null ? []
        : [$"the layers are read by the final norm and the unembedding of {_files.Id}; the output is what these make of the last layer"];

    /// <summary>Finds the other model, where there is one.</summary>
    /// <param name="source">The model whose layers are read.</param>
    /// <exception cref="InputException">There is none of that name, or it cannot read the model's layers.</exception>
    public void Find(ModelSource source)
    {
        if (name is null)
        {
            return;
        }

        ModelFiles files = ModelSource.Find(new ModelOptions { Model = name }, progress).Files;
        ModelConfig own = source.Files.Config, other = files.Config;
        string? misfit = other.ModelWidth != own.ModelWidth ? $"it reads streams of {other.ModelWidth} dimensions, and the model's have {own.ModelWidth}"
            : !(other.Head?.Labels ?? []).SequenceEqual(own.Head?.Labels ?? []) ? $"it makes logits of {Outputs(other)}, and the model of {Outputs(own)}"
            : other.VocabularySize != own.VocabularySize ? $"it knows {other.VocabularySize} tokens, and the model {own.VocabularySize}"
            : null;
        _files = misfit is null
            ? files
            : throw new InputException($"--readout {name}: {misfit}; take the model that this one was made from, or one that was made from it");
    }

    /// <summary>Reads it.</summary>
    /// <param name="source">The model whose layers are read.</param>
    /// <exception cref="InputException">Its weights do not fit its shape.</exception>
    public void Load(ModelSource source) => Loaded = _files is null ? null : source.LoadReadout(_files);

    /// <summary>Frees it.</summary>
    public void Dispose() => Loaded?.Dispose();

    private static string Outputs(ModelConfig config) => config.Head is { } head ? $"classes ({string.Join(", ", head.Labels)})" : "tokens";
}
