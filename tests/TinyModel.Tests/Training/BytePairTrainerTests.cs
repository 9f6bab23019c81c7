using LogitLens.TestSupport;
using LogitLens.Tokenizers;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

public class BytePairTrainerTests
{
    // Sennrich et al.'s example, each word a text of its own: low 5, lower 2, newest 6, widest 3.
    private static readonly string[] s_corpus =
    [
        .. Enumerable.Repeat("low", 5), .. Enumerable.Repeat("lower", 2),
        .. Enumerable.Repeat("newest", 6), .. Enumerable.Repeat("widest", 3),
    ];

    [Fact]
    public void Learns_the_merges_of_a_corpus_worked_by_hand()
    {
        // es 9, st 9: e comes before s. Then est 9. Then lo 7, ow 7: l before o. Then low 7. Then ne, ew, west 6, and wes is no more.
        Assert.Equal(["e s", "es t", "l o", "lo w", "e w", "n ew", "new est"], Merges(BytePairTrainer.Train(s_corpus, 257 + 7)));
    }

    [Fact]
    public void Ids_are_bytes_then_merges_then_end_of_text()
    {
        BytePairTokenizer tokenizer = new(BytePairTrainer.Train(s_corpus, 257 + 4));

        Assert.Equal(261, tokenizer.VocabularySize);
        Assert.Equal(260, tokenizer.EndOfText);
        Assert.Equal("!", tokenizer.TokenText(0));
        Assert.Equal(["es", "est", "lo", "low", "<|endoftext|>"], Enumerable.Range(256, 5).Select(tokenizer.TokenText));
        Assert.Equal([259, 68, 81], tokenizer.Encode("lower"));
    }

    [Fact]
    public void Merges_do_not_cross_pieces()
    {
        BytePairVocabulary vocabulary = BytePairTrainer.Train(Enumerable.Repeat("ab, cd", 9), 1000);

        Assert.Equal(["a b", "c d", "Ġ cd"], Merges(vocabulary));
    }

    [Fact]
    public void Stops_where_no_pair_occurs_twice()
    {
        Assert.Equal(257, BytePairTrainer.Train(["abcdefg hijk"], 1000).Size);
        Assert.Equal(257, BytePairTrainer.Train([], 1000).Size);
        Assert.Equal(258, BytePairTrainer.Train(["ab", "ab"], 1000).Size);
    }

    [Fact]
    public void Repeated_letters_are_counted_in_each_place_and_merged_from_the_left()
    {
        // aaaaa: aa 4 times, then aa aa a: aaaa once and aaa once.
        BytePairVocabulary vocabulary = BytePairTrainer.Train(["aaaaa"], 1000);

        Assert.Equal(["a a"], Merges(vocabulary));
        Assert.Equal([256, 256, 64], new BytePairTokenizer(vocabulary).Encode("aaaaa"));
    }

    [Fact]
    public void The_order_of_texts_does_not_matter()
    {
        string[] texts = [.. Sentences()];

        Assert.Equal(Merges(BytePairTrainer.Train(texts, 400)), Merges(BytePairTrainer.Train(texts.Reverse(), 400)));
    }

    [Fact]
    public void Incremental_counting_learns_what_counting_afresh_after_each_merge_learns()
    {
        string[] texts = [.. Sentences()];

        Assert.Equal(MergesByCountingAfresh(texts, 70), Merges(BytePairTrainer.Train(texts, 257 + 70)));
    }

    [Fact]
    public void A_saved_vocabulary_read_back_encodes_the_same()
    {
        using TemporaryFolder folder = new();
        BytePairVocabulary vocabulary = BytePairTrainer.Train(Sentences(), 300);
        vocabulary.Save(folder.Path);
        BytePairTokenizer back = BytePairTokenizer.FromFolder(folder.Path);

        Assert.Equal(300, back.VocabularySize);
        Assert.Equal(299, back.EndOfText);
        Assert.All(Sentences(), text => Assert.Equal(new BytePairTokenizer(vocabulary).Encode(text), back.Encode(text)));
    }

    [Fact]
    public void Saved_files_are_laid_out_as_Hugging_Faces()
    {
        using TemporaryFolder folder = new();
        BytePairTrainer.Train([" the", " the"], 260).Save(folder.Path);

        string vocabulary = File.ReadAllText(folder.File("vocab.json"));
        Assert.StartsWith("""{"!":0,"\"":1,"#":2,""", vocabulary);
        Assert.EndsWith(""","Ń":255,"he":256,"the":257,"Ġthe":258,"<|endoftext|>":259}""", vocabulary);
        Assert.Equal("#version: 0.2\nh e\nt he\nĠ the\n", File.ReadAllText(folder.File("merges.txt")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_size_without_room_for_all_bytes_is_refused()
    {
        Assert.Equal(
            "vocabulary size 256 is too small: a byte-level vocabulary has 256 bytes and <|endoftext|>, so 257 or more",
            Assert.Throws<InputException>(() => BytePairTrainer.Train(s_corpus, 256)).Message);
    }

    private static IEnumerable<string> Sentences()
    {
        string[] subjects = ["the cat", "a dog", "the children", "nobody", "my friend's été"];
        string[] verbs = ["likes", "didn't like", "watched", "aaaa-aaa'd", "laughs at"];
        return from subject in subjects from verb in verbs select $"{subject} {verb} the film 😀 {subject.Length * 37}\n";
    }

    private static string[] Merges(BytePairVocabulary vocabulary)
    {
        return [.. vocabulary.Merges.Select(merge => $"{vocabulary.SpellingOf(merge.Left)} {vocabulary.SpellingOf(merge.Right)}")];
    }

    private static List<string> MergesByCountingAfresh(string[] texts, int count)
    {
        List<string> spellings = [.. ByteAlphabet.InOrder.Select(value => ByteAlphabet.Spell(value).ToString())];
        List<List<string>> words = [.. texts.SelectMany(Pieces)];
        List<string> merges = [];
        while (merges.Count < count)
        {
            (string left, string right) = words
                .SelectMany(word => word.Zip(word.Skip(1)))
                .CountBy(pair => pair)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => spellings.IndexOf(pair.Key.First))
                .ThenBy(pair => spellings.IndexOf(pair.Key.Second))
                .First().Key;
            merges.Add($"{left} {right}");
            spellings.Add(left + right);
            foreach (List<string> word in words)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] == left && word[i + 1] == right)
                    {
                        word[i] += right;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return merges;
    }

    private static IEnumerable<List<string>> Pieces(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = PreTokenizer.FirstPiece(text.AsSpan(start));
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text.Substring(start, length));
            yield return [.. bytes.Select(value => ByteAlphabet.Spell(value).ToString())];
            start += length;
        }
    }
}
