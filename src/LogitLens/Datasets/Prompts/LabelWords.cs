namespace LogitLens.Datasets;

/// <summary>One label's word as the model's tokens.</summary>
/// <param name="Word">The word without its leading space; for a label given by token id, the label's name.</param>
/// <param name="TokenIds">The tokens of the word with its leading space.</param>
public sealed record LabelWord(string Word, IReadOnlyList<int> TokenIds)
{
    /// <summary>The first token, which is the whole of most words.</summary>
    public int FirstToken => TokenIds[0];

    /// <summary>True where the word takes several tokens: a report says so, since its first token alone is less than the word.</summary>
    public bool IsMultiToken => TokenIds.Count > 1;
}

/// <summary>How a label of several tokens is scored.</summary>
public enum LabelScoring
{
    /// <summary>By its first token, which must tell it from the others.</summary>
    FirstToken,

    /// <summary>By the log-probability of all of its tokens.</summary>
    WholeWord,
}

/// <summary>The label words of a task as the model's tokens, in label order.</summary>
public static class LabelWords
{
    /// <summary>Encodes each label's word with a leading space, " positive", as it stands after a cue.</summary>
    /// <exception cref="InputException">Two labels cannot be told apart: they share all tokens or, scored by it, the first.</exception>
    public static IReadOnlyList<LabelWord> Encode(LabelSet labels, IPromptTokenizer tokenizer, LabelScoring scoring)
    {
        List<LabelWord> words = labels.Names
            .Select(word => new LabelWord(word, tokenizer.Encode(" " + word).Select(piece => piece.Id).ToArray()))
            .ToList();
        RequireDistinct(words, scoring);
        return words;
    }

    /// <summary>Labels that are given as token ids, one each in label order: <c>--label-token-ids 5,11</c>.</summary>
    /// <param name="list">The ids, parted by commas.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="vocabularySize">The model's; ids are below it.</param>
    /// <exception cref="InputException">An id is no id of the model or is there twice, or there is not one for each label.</exception>
    public static IReadOnlyList<LabelWord> FromTokenIds(string list, LabelSet labels, int vocabularySize)
    {
        int[] ids = list.Split(',', StringSplitOptions.TrimEntries).Select(id =>
            int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < vocabularySize
                ? value
                : throw new InputException($"label token ids '{list}': '{id}' is no token id; ids are 0 to {vocabularySize - 1}"))
            .ToArray();
        if (ids.Length != labels.Count)
        {
            throw new InputException(
                $"label token ids '{list}': {ids.Length} ids for {labels.Count} labels ({string.Join(", ", labels.Names)})");
        }

        List<LabelWord> words = labels.Names.Zip(ids, (word, id) => new LabelWord(word, [id])).ToList();
        RequireDistinct(words, LabelScoring.FirstToken);
        return words;
    }

    private static void RequireDistinct(List<LabelWord> words, LabelScoring scoring)
    {
        for (int i = 0; i < words.Count; i++)
        {
            for (int j = i + 1; j < words.Count; j++)
            {
                if (words[i].TokenIds.SequenceEqual(words[j].TokenIds))
                {
                    throw new InputException(
                        $"the labels '{words[i].Word}' and '{words[j].Word}' are the same tokens, so nothing tells them apart; choose others");
                }

                if (scoring == LabelScoring.FirstToken && words[i].FirstToken == words[j].FirstToken)
                {
                    throw new InputException(
                        $"the labels '{words[i].Word}' and '{words[j].Word}' begin with the same token ({words[i].FirstToken}), "
                        + "so the first token cannot tell them apart; choose other words or score whole words");
                }
            }
        }
    }
}
