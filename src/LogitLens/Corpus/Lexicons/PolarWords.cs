namespace LogitLens.Corpus.Lexicons;

/// <summary>Words that carry an opinion, common ones first. What they say of a thing is the same in every domain.</summary>
internal sealed record PolarWords(
    IReadOnlyList<string> Adjectives,
    IReadOnlyList<string> Adverbs,
    IReadOnlyList<string> Nouns,
    IReadOnlyList<string> Feels,
    IReadOnlyList<string> Does,
    IReadOnlyList<string> Extremes)
{
    /// <summary>Words of praise.</summary>
    public static PolarWords Positive { get; } = new(
        WordTable.Words("""
            good great funny enjoyable moving charming wonderful beautiful excellent brilliant fun entertaining fascinating
            amazing perfect lovely delightful clever touching powerful fresh smart sweet warm strong witty superb gripping
            compelling engaging fine rich solid impressive memorable exciting stunning gorgeous hilarious original honest gentle
            terrific fantastic thoughtful intelligent remarkable inventive imaginative heartfelt elegant graceful absorbing
            captivating riveting thrilling splendid magnificent marvellous outstanding exceptional extraordinary
            unforgettable satisfying rewarding worthwhile pleasant pleasing likable appealing affecting poignant tender
            sincere subtle sharp lively playful spirited energetic vibrant vivid colorful dazzling breathtaking luminous
            radiant lyrical poetic haunting evocative atmospheric inspired inspiring uplifting hopeful joyful joyous cheerful
            merry amusing comic droll wry sly cute adorable endearing lovable irresistible enchanting magical dreamy bewitching
            seductive sensual stylish polished sleek handsome crisp precise expert skillful accomplished masterful flawless
            superior first-rate top-notch refreshing bold daring brave ambitious provocative insightful perceptive wise
            profound deep humane compassionate generous kind friendly welcoming comforting soothing relaxing
            delicious tasty flavorful juicy succulent reliable sturdy durable dependable handy useful efficient
            comfortable cozy spotless immaculate attentive courteous prompt affordable timeless classic iconic legendary
            essential invaluable priceless glorious triumphant heroic noble dignified respectful authentic genuine credible
            believable convincing persuasive realistic natural effortless fluid nimble agile brisk taut suspenseful
            spellbinding hypnotic mesmerizing transcendent sublime exquisite delicate intricate layered nuanced complex
            mature assured confident focused coherent cohesive tight rousing stirring exhilarating electrifying invigorating
            crowd-pleasing feel-good good-natured warm-hearted big-hearted well-made well-acted well-written heartwarming
            life-affirming tremendous phenomenal sensational spectacular astonishing astounding marvelous ingenious
            """),
        WordTable.Words("""
            beautifully well brilliantly wonderfully perfectly superbly cleverly skillfully lovingly carefully elegantly
            masterfully gracefully expertly tenderly nicely smartly vividly convincingly sensitively impeccably splendidly
            thoughtfully powerfully sharply crisply finely warmly
            """),
        WordTable.Words("""
            masterpiece gem joy treat delight triumph winner pleasure success treasure marvel wonder classic charmer
            blast surprise revelation bargain feast knockout hit stunner keeper achievement victory miracle blessing jewel
            inspiration
            """),
        WordTable.Words("loved enjoyed adored liked admired appreciated treasured cherished praised recommended savored relished"),
        WordTable.Words("""
            delights charms entertains moves amuses shines sparkles succeeds thrills inspires works dazzles enchants soars
            surprises impresses satisfies excels triumphs rewards pleases captivates fascinates touches comforts
            """),
        WordTable.Words("best greatest finest"));

    /// <summary>Words of blame.</summary>
    public static PolarWords Negative { get; } = new(
        WordTable.Words("""
            bad boring dull slow silly stupid weak awful terrible poor predictable tedious tired flat cheap empty
            unfunny lame bland messy pointless disappointing annoying ugly horrible lazy shallow lifeless clumsy forgettable
            mediocre dreadful pathetic ridiculous painful irritating confusing confused pretentious contrived manipulative
            sloppy stale dreary lousy unpleasant uninteresting unconvincing implausible incoherent pedestrian routine generic
            formulaic derivative hackneyed cliched trite corny cheesy sappy maudlin mawkish sentimental overwrought overlong
            overdone bloated heavy-handed preachy plodding sluggish lethargic dragging listless limp lackluster
            uninspired unimaginative unoriginal unremarkable undistinguished uneven choppy disjointed muddled murky
            incomprehensible nonsensical senseless mindless brainless witless humorless joyless charmless soulless heartless
            bloodless hollow vapid insipid inane idiotic moronic asinine foolish absurd laughable embarrassing amateurish
            inept incompetent crude vulgar tasteless gross disgusting repulsive revolting repellent nasty mean mean-spirited
            cruel vicious offensive obnoxious insulting smug arrogant self-indulgent exploitative cynical cold chilly distant
            wooden stiff stilted awkward strained forced artificial phony fake false dishonest hypocritical gimmicky
            repetitive monotonous wearisome tiresome exhausting excruciating unbearable unendurable unwatchable insufferable
            intolerable miserable grim bleak depressing gloomy dismal drab dingy colorless dry soggy greasy burnt undercooked
            rancid bitter sour overpriced flimsy broken faulty defective shoddy useless worthless unreliable noisy
            dirty filthy rude careless indifferent inattentive unhelpful hostile cramped uncomfortable frustrating
            infuriating maddening aggravating grating shrill loud hysterical cluttered chaotic aimless rambling
            meandering unfocused half-baked thin slight skimpy meager inadequate insufficient inferior second-rate
            third-rate substandard woeful abysmal atrocious appalling horrendous horrid ghastly hideous wretched
            disastrous catastrophic unfortunate regrettable hopeless dumb ponderous turgid stodgy ludicrous
            preposterous far-fetched unnecessary superficial simplistic dated ill-conceived poorly-made unappealing
            """),
        WordTable.Words("""
            badly poorly clumsily lazily terribly awkwardly carelessly crudely ineptly sloppily dully weakly hastily
            pathetically miserably painfully cheaply stiffly unconvincingly heavily woodenly dreadfully
            """),
        WordTable.Words("""
            mess waste bore failure disaster disappointment dud chore letdown flop mistake joke embarrassment insult
            nightmare bomb misfire drag shame fiasco snooze slog wreck mockery ordeal clunker turkey stinker trainwreck blunder
            """),
        WordTable.Words("hated disliked regretted loathed despised resented detested endured suffered abandoned dreaded returned"),
        WordTable.Words("""
            bores fails drags disappoints annoys irritates stumbles flops suffers collapses frustrates sinks
            insults stinks falters disgusts struggles fizzles exhausts plods limps offends tires repels sags
            """),
        WordTable.Words("worst poorest dullest"));
}
