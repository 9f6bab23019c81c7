using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>One prompt that the user gives, as text or as token ids.</summary>
/// <param name="Ids">The prompt's token ids, with BOS first where that is asked for.</param>
public sealed record GivenPrompt(int[] Ids) : IRunData
{
    /// <summary>A prompt is no dataset.</summary>
    public DatasetInput? Input => null;

    /// <summary>There is nothing to remark.</summary>
    public IReadOnlyList<string> Notes => [];

    /// <summary>Makes a prompt ready for a model.</summary>
    /// <exception cref="InputException">The prompt is empty or too long, or a token is not in the model's vocabulary.</exception>
    public static GivenPrompt Of(ModelSource source, string? text, IReadOnlyList<int> tokenIds)
    {
        int[] ids = text is null ? [.. tokenIds] : source.Files.RequireTokenizer().Encode(text);
        if (source.BosId is { } bos && (ids.Length == 0 || ids[0] != bos))
        {
            ids = [bos, .. ids];
        }

        RequireKnown(source, ids);
        int context = source.Files.Config.ContextLength;
        return ids.Length switch
        {
            0 => throw new InputException("--prompt is empty; give it at least one character, or --bos"),
            int length when length > context => throw new InputException(
                $"the prompt takes {length} tokens and the model's context is {context}; shorten it"),
            _ => new GivenPrompt(ids),
        };
    }

    /// <summary>Refuses labels that the model does not score: tokens, or with a head the numbers of its classes.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public static void RequireKnownLabels(ModelSource source, IEnumerable<int> ids)
    {
        int[] all = [.. ids];
        if (source.Files.Config.Head is { } head && all.FirstOrDefault(id => id < 0 || id >= head.Labels.Count, -1) is var other and >= 0)
        {
            throw new InputException(
                $"--label-token-ids {other}: the model tells classes apart ({string.Join(", ", head.Labels)}); give their numbers, from 0");
        }

        RequireKnown(source, all);
    }

    /// <summary>Refuses token ids that the model does not have.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public static void RequireKnown(ModelSource source, IEnumerable<int> ids)
    {
        int vocabulary = source.Files.Config.VocabularySize;
        foreach (int id in ids)
        {
            if (id < 0 || id >= vocabulary)
            {
                throw new InputException($"token id {id} is not in the model's vocabulary of {vocabulary} tokens");
            }
        }
    }
}
